"""What every page has, whatever it is about: access, language, headers, errors, health."""
