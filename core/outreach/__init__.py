"""What has to be told to whom: notices."""
