"""How large editions are and how long publishing takes as their number grows."""
