"""What if it had gone otherwise: attrition, fronts, relations that move, scenarios, answers.

Nothing here knows the store, and everything simulated has a type of its own: no path leads from a
``Simulated…`` value into the record.
"""
