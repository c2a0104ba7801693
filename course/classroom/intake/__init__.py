"""Take in what a class handed in: from a folder, a learning platform's zip file, or nbgrader's exchange."""
