# %% [markdown]
# # From a fitted pipeline to a signed bundle
#
# The data are the Wisconsin diagnostic measurements that come with scikit-learn (569 patients, CC BY 4.0). The model is an
# example and not for patients.

# %%
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import cross_val_score

import visite

X, y = load_breast_cancer(return_X_y=True, as_frame=True)
X = X.iloc[:, :10]

# %% [markdown]
# Some measurements fail. The model was fitted on rows without them, so that it may be asked without them.

# %%
X.loc[X.index % 7 == 0, "mean smoothness"] = float("nan")
model = HistGradientBoostingClassifier(max_iter=50, random_state=1).fit(X, y)
area = cross_val_score(model, X, y, cv=5, scoring="roc_auc")

# %% [markdown]
# One line. It prints the parity report.

# %%
bundle = visite.export(
    model,
    X,
    "benign.visite",
    publisher="https://publisher.example/models",
    title="Is this tumour benign?",
    outcome={"name": "benign", "label": "Benign", "state": "without cancer", "better": "higher"},
    units={name: "1" for name in X.columns},
    card={
        "developer": "An example",
        "contact": "models@publisher.example",
        "summary": "Probability that a tumour is benign, from measurements of cell nuclei.",
        "intended_use": "None: an example.",
        "performance": [
            {"name": "auc", "value": round(area.mean(), 3), "validation": "cross-validated", "patients": len(X)}
        ],
    },
)

# %% [markdown]
# What the line knows and what it cannot know:

# %%
print(bundle.explain())

# %% [markdown]
# The golden patients once more, from the file; then the signature.

# %%
print(bundle.check())
signed = bundle.sign(ec.generate_private_key(ec.SECP256R1()), "benign-0.1.0.visite")
print(signed, Path(signed).stat().st_size, "bytes")
