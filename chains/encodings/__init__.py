"""Token tables shipped with the product, so that the first start needs no network. Data only."""
