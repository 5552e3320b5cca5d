"""The escalation as a person sees it: one page, and files for tools that people already use."""
