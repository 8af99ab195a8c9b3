"""Makes the small tree models of this folder: xgboost 3.2, lightgbm 4.7, catboost 1.2.10. Usage: make.py"""

from pathlib import Path

import lightgbm
import numpy as np
import xgboost
from catboost import CatBoost, Pool

folder = Path(__file__).parent
rng = np.random.default_rng(3)
x = rng.normal(size=(200, 3)).astype(np.float32)
x[:, 1] = rng.integers(0, 5, 200)
y = (x[:, 0] + (x[:, 1] == 2) > 0.3).astype(int)
x[rng.random(200) < 0.2, 2] = np.nan

data = xgboost.DMatrix(x, y, feature_types=["q", "c", "q"], enable_categorical=True)
booster = xgboost.train({"objective": "binary:logistic", "max_depth": 2}, data, 3)
booster.save_model(folder / "xgboost.json")
booster.save_model(folder / "xgboost.ubj")
params = {"objective": "binary", "num_leaves": 4, "verbose": -1, "min_data_in_leaf": 5, "min_data_per_group": 5}
lightgbm.train(params, lightgbm.Dataset(x, y, categorical_feature=[1]), 3).save_model(folder / "lightgbm.txt")
table = x.astype(object)
table[:, 1] = x[:, 1].astype(int)
pool = Pool(table, y, cat_features=[1])
for name, more in (("catboost", {}), ("catboost-lossguide", {"grow_policy": "Lossguide"})):
    base = {"loss_function": "Logloss", "iterations": 3, "depth": 2, "one_hot_max_size": 9, "verbose": 0, "allow_writing_files": False}
    CatBoost(base | more).fit(pool).save_model(str(folder / f"{name}.json"), format="json", pool=pool)
