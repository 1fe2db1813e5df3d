"""The sandbox's face: phones side by side in a browser."""
