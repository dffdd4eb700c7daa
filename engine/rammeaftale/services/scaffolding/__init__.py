"""What a case form asks for: exactly the inputs that some quantities may rest on."""
