"""Who may use a shared workspace, and for what: accounts, sessions, roles. Alone on one machine nothing of it is in force."""
