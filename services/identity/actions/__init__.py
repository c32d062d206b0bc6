"""What people come to identity for: one function per intention, one transaction each."""
