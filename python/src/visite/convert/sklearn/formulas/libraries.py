"""Models of other libraries inside pipelines, as operators of org.visite that hold the library's own model."""
