"""What a person says beside a draft, read once: commands that explain the sentence, what is only proposed, questions, and a rest."""
