"""What the language says, as data: each rule with an id, where its words must stand, what it then says, and examples."""
