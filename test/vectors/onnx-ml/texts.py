"""Makes texts.json: what scikit-learn's CountVectorizer counts, in a model of org.visite TextCounts, and what onnxruntime
counts by Tokenizer and TfIdfVectorizer.

Run with the Python of test/requirements.txt: python test/vectors/onnx-ml/texts.py
"""

import base64
import json
import pathlib

import numpy as np
import onnx
import onnxruntime as ort
import sklearn
from onnx import TensorProto as T
from onnx import helper as h
from sklearn.feature_extraction.text import CountVectorizer

TRAINING = [
    "Pat. hat Fieber und Husten, kein Auswurf.",
    "Patient denies fever; cough since 3 days. BP 120/80 mmHg",
    "Müdigkeit, Übelkeit, Gewichtsverlust (ca. 5 kg)",
    "Œdème des membres inférieurs, dyspnée d'effort NYHA III",
    "ГОЛОВНАЯ боль и температура 38.5",
    "no fever no cough no pain",
    "Λευκοκύτταρα: 12_000 ανά mm³",
]
TEXTS = [
    *TRAINING,
    "",
    " ",
    "x",
    "FEVER Fever fever-fever",
    "kein kein Fieber",
    "no\t\tfever\n\nno  cough\u00a0\u00a0no pain",
    "naïve café ẞTRASSE straße ÀÉÎÕÜ",
    "日本語 テキスト fever 😀 cough‑pain \u200bfever",
    "a" * 300 + " fever",
    "mm³ mm² m½ ⅷ Ⓐ Ǆ ǅ",
    "e\u0301dema fe\u0301ver",
    "pain_no no_pain ___ __ 12_000",
]
CANNOT = ["İzmir fever", "ΣΑΣ fever", "fever \U0001fae8", "fever \u0378"]


def model(node, domain):
    graph = h.make_graph(
        node if isinstance(node, list) else [node],
        "g",
        [h.make_tensor_value_info("x", T.STRING, [1, 1] if domain == "org.visite" else [1])],
        [onnx.ValueInfoProto(name="y")],
    )
    imports = [h.make_opsetid("", 17), h.make_opsetid(domain, 1)]
    return h.make_model(graph, opset_imports=imports, ir_version=8).SerializeToString()


CASES = []


def case(name, data, rows, expected):
    CASES.append(
        {
            "name": name,
            "model": base64.b64encode(data).decode(),
            "rows": [[[r]] for r in rows],
            "expected": [[e] for e in expected],
        }
    )


for name, options in {
    "default": {},
    "bigrams": {"ngram_range": (1, 2)},
    "trigrams alone": {"ngram_range": (3, 3)},
    "stop words": {"ngram_range": (1, 2), "stop_words": ["no", "und", "kein", "the"]},
    "case kept": {"lowercase": False},
    "binary": {"binary": True},
    "words of one letter": {"token_pattern": r"(?u)\b\w+\b", "ngram_range": (1, 2)},
    "letters only": {"token_pattern": r"[a-zà-ÿ]{3,}"},
    "between spaces": {"token_pattern": r"[^\s]+"},
    "words of a class": {"token_pattern": r"\b[a-zà-öø-ÿ]{2,}\b"},
    "characters": {"analyzer": "char", "ngram_range": (1, 3), "max_features": 200},
    "characters within words": {"analyzer": "char_wb", "ngram_range": (4, 6), "max_features": 200},
    "characters within words, short": {"analyzer": "char_wb", "ngram_range": (2, 3), "max_features": 200},
    "accents to ASCII": {"strip_accents": "ascii"},
    "accents of Unicode": {"strip_accents": "unicode", "ngram_range": (1, 2)},
    "accents of Unicode, case kept": {"strip_accents": "unicode", "lowercase": False},
    "a vocabulary that was given": {"vocabulary": ["fever", "x-ray", "no", "Fever", "no fever", "a"], "stop_words": ["no"]},
}.items():
    original = CountVectorizer(**options).fit(TRAINING)
    words = original.get_feature_names_out().tolist()
    node = h.make_node(
        "TextCounts",
        ["x"],
        ["y"],
        domain="org.visite",
        vocabulary=words,
        lowercase=int(original.lowercase),
        binary=int(original.binary),
        analyzer=original.analyzer,
        ngram_range=list(original.ngram_range),
        token_pattern=original.token_pattern,
        **({"stop_words": original.stop_words} if original.stop_words else {}),
        **({"strip_accents": original.strip_accents} if original.strip_accents else {}),
    )
    counts = original.transform(TEXTS).toarray().tolist()
    rows, expected = list(TEXTS), counts
    if original.strip_accents == "unicode":
        expected = [["nan"] * len(words) if "\u0301" in t else c for t, c in zip(rows, expected)]
    rows.append(None)
    expected.append(["nan"] * len(words))
    if original.lowercase:
        rows += CANNOT
        expected += [["nan"] * len(words)] * len(CANNOT)
    case(f"scikit-learn: {name}", model(node, "org.visite"), rows, expected)

POOL = ["no", "fever", "cough", "3", "x", "caf", "na", "no", "fever", "fever", "cough"]
for name, options in {
    "words": {"tokenexp": "[a-zA-Z0-9_]+", "mincharnum": 1},
    "longer words": {"tokenexp": "\\w\\w+", "mincharnum": 3},
    "separators": {"separators": [" ", "[.]", ",", ";", "\\n"], "mincharnum": 1},
}.items():
    for mode in ("TF", "IDF", "TFIDF"):
        for skip in (0, 2):
            nodes = [
                h.make_node("StringNormalizer", ["x"], ["a"], case_change_action="LOWER", is_case_sensitive=0, locale="C.UTF-8"),
                h.make_node("Tokenizer", ["a"], ["b"], domain="com.microsoft", mark=0, pad_value="#", **options),
                h.make_node("Flatten", ["b"], ["c"]),
                h.make_node(
                    "TfIdfVectorizer", ["c"], ["y"], mode=mode, min_gram_length=1, max_gram_length=2, max_skip_count=skip,
                    pool_strings=POOL, ngram_counts=[0, 7], ngram_indexes=[3, 1, 2, 0, 5, 4, 6, 8, 7],
                    weights=[0.5, 1.5, 2.5, 3.0, 1.0, 1.0, 1.0, 0.25, 1.0],
                ),
            ]
            data = model(nodes, "com.microsoft")
            session = ort.InferenceSession(data)
            texts = TEXTS if mode == "TF" else TEXTS[:3]
            got = [session.run(None, {"x": np.array([t], dtype=object)})[0].reshape(-1).tolist() for t in texts]
            case(f"onnxruntime: {name}, {mode}, skip {skip}", data, texts, got)

provenance = (
    f"scikit-learn {sklearn.__version__}, onnxruntime {ort.__version__}, onnx {onnx.__version__}; test/vectors/onnx-ml/texts.py"
)
target = pathlib.Path(__file__).with_suffix(".json")
lines = ",\n".join(json.dumps(c, ensure_ascii=True, separators=(",", ":")) for c in CASES)
target.write_text('{"provenance":' + json.dumps(provenance) + ',\n"cases":[\n' + lines + "\n]}\n", encoding="utf-8")
print(len(CASES), "cases")
