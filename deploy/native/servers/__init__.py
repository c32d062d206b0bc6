"""The real servers of an installation: MongoDB, RabbitMQ, SeaweedFS, MailDev."""
