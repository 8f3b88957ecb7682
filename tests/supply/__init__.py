"""What this project takes from others: a bill of materials and the licences, made from the locks."""
