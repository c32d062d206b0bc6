"""The vault: files in object storage, their information, and who may see each."""
