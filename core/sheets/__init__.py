"""Tables that people send and take away: XLSX and CSV, read apart, written without formulas."""
