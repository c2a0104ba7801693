"""From a survey, a vote and comments to a report that can be published."""
