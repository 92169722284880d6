"""The route planner: a draft of steps, played on the route, weighed, and made known."""
