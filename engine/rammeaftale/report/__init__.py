"""What people read: findings with carets, statements, traces, tables. Nothing is calculated here."""
