"""What a service needs that holds parts of a record and decides itself who may read them."""
