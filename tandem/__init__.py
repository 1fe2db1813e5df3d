"""Settings, command line and wiring: the one package that sees all."""
