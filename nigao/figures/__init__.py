"""Reading figures out of Chinese text and tables: numbers, units, indicators, periods."""
