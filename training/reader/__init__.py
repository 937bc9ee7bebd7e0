"""Makes the plate reader's network: pictures of plates, lessons cut from them, the training and its measuring."""
