"""Text."""

from visite.convert.sklearn.registry import refuse

refuse(
    "its tokens are found by a regular expression that is not rebuilt yet",
    "sklearn.feature_extraction.text.CountVectorizer",
    "sklearn.feature_extraction.text.TfidfVectorizer",
)
refuse("takes dictionaries, not a table", "sklearn.feature_extraction.DictVectorizer", "sklearn.feature_extraction.FeatureHasher")
refuse("several outcomes at once; export one for each", "sklearn.multioutput.MultiOutputClassifier", "sklearn.multioutput.ClassifierChain")
