//! What a parcel costs at the door: customs value, reliefs, duty, tax and fees by dated rules.
