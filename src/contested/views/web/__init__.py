"""The local web app: pages over a case, on this machine only."""
