### The preview

preview-spoken = { $title } in 3D: { $width } wide, { $height } high, { $depth } deep
preview-hint = Drag to turn it, pinch to come closer.
preview-no-adapter = This device cannot show products in 3D. Here is a picture instead.
preview-no-model = There is no 3D view of this option. Here is a picture instead.
preview-reset = Reset the view
preview-left = Turn to the left
preview-right = Turn to the right
preview-closer = Closer
preview-farther = Farther away
preview-show-sizes = Show sizes
preview-hide-sizes = Hide sizes
size-width = Width
size-height = Height
size-depth = Depth
size-spoken = { $name }: { $value }
length-centimetres = { $value } cm
length-metres = { $value } m
length-inches = { $value } in
length-feet = { $n } ft
length-feet-inches = { $n } ft { $count } in
