"""What can be known of Chinese text as text: where sentences and clauses end, what a numeral is worth."""
