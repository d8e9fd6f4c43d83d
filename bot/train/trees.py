"""Boosted trees fitted and written as an ONNX tree ensemble, which onnxruntime reads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from onnx import TensorProto, helper
from sklearn.ensemble import HistGradientBoostingClassifier

from bot.extract.scorers.trees import Trees

SHAPE = {
    "max_iter": 250,
    "learning_rate": 0.04,
    "max_leaf_nodes": 10,
    "l2_regularization": 10,
    "min_samples_leaf": 15,
    "max_features": 0.4,
    "random_state": 0,
}


def boosted(x: Sequence[Sequence[float]], y: Sequence[int]) -> Trees:
    """Trees that tell the log-odds of y from x."""
    return Trees(written(HistGradientBoostingClassifier(**SHAPE).fit(np.array(x, np.float32), np.array(y)), len(x[0])))


def written(fitted: HistGradientBoostingClassifier, width: int) -> bytes:
    """A fitted two-class ensemble as ONNX: rows [N, width] to odds [N, 1]."""
    trees = [of_class[0].nodes for of_class in fitted._predictors]  # noqa: SLF001 - scikit-learn shows them nowhere else
    node = [(t, i, n) for t, nodes in enumerate(trees) for i, n in enumerate(nodes)]
    leaves = [(t, i, n) for t, i, n in node if n["is_leaf"]]
    made = helper.make_node(
        "TreeEnsembleRegressor",
        ["rows"],
        ["odds"],
        domain="ai.onnx.ml",
        n_targets=1,
        base_values=[float(np.ravel(fitted._baseline_prediction)[0])],  # noqa: SLF001
        nodes_treeids=[t for t, _, _ in node],
        nodes_nodeids=[i for _, i, _ in node],
        nodes_modes=["LEAF" if n["is_leaf"] else "BRANCH_LEQ" for _, _, n in node],
        nodes_featureids=[int(n["feature_idx"]) for _, _, n in node],
        nodes_values=[0.0 if n["is_leaf"] else float(n["num_threshold"]) for _, _, n in node],
        nodes_truenodeids=[int(n["left"]) for _, _, n in node],
        nodes_falsenodeids=[int(n["right"]) for _, _, n in node],
        target_treeids=[t for t, _, _ in leaves],
        target_nodeids=[i for _, i, _ in leaves],
        target_ids=[0] * len(leaves),
        target_weights=[float(n["value"]) for _, _, n in leaves],
    )
    graph = helper.make_graph(
        [made],
        "trees",
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, [None, width])],
        [helper.make_tensor_value_info("odds", TensorProto.FLOAT, [None, 1])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())
