"""What the servers grant the services: users, rights, buckets; the same natively and from images."""
