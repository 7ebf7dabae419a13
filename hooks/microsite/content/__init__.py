"""What authors wrote, as models held against each other: pages, exercises, data, the catalogue, the site."""
