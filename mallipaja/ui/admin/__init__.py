"""The administrator's pages: people, memberships, projects, and the state of the installation."""
