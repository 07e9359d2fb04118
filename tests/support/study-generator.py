"""The study's sweep generator, written again from the facts of the field guide (1.5), for comparison in tests.

Reads a JSON list of specification texts on stdin and answers with a JSON list: for each one the specification as PyYAML
dumps it and every file's text, by name.
"""

import copy
import itertools
import json
import sys

import yaml

PACKAGE_KEYS = ("include_negatives", "balance", "quality", "call_type")
SUBSET_KEYS = ("positive_subsets", "negative_subsets")
AUDIO_KEYS = ("fmin", "fmax", "overlap")


def skeleton(stage):
    audio = {"fmin": 0, "fmax": 15000, "overlap": 0.0}
    return {
        "dataset": {"audio_root": "AudioData", "manifest": "data/manifest.csv"},
        "experiment": {"name": f"stage{stage}_base", "seed": 123},
        "training_package": {"include_negatives": True, "balance": True, "quality": ["high"]},
        "training": {
            "epochs": 50, "batch_size": 32, "threads": 4,
            "val_split": 0.2, "autotune": False, "use_validation": False,
        },
        "inference": {"batch_size": 32, "threads": 4, "min_conf": 0.0},
        "evaluation": {"thresholds": [0.5], "output_dir": "evaluation"},
        "training_args": {
            **audio,
            "dropout": 0.25, "hidden_units": 512, "learning_rate": 0.0005,
            "focal-loss": False, "focal-loss-gamma": 2.0, "focal-loss-alpha": 0.25,
            "label_smoothing": False, "mixup": False,
            "upsampling_mode": "repeat", "upsampling_ratio": 0.0,
        },
        "analyzer_args": {**audio, "sensitivity": 1.0},
    }


def base_of(spec):
    base = skeleton(spec["stage"])
    for key, value in spec["base_params"].items():
        if key == "epochs":
            sections = ["training"]
        elif key == "batch_size":
            sections = ["training", "inference"]
        elif key == "use_validation":
            sections = ["training"]
        elif key in PACKAGE_KEYS:
            sections = ["training_package"]
        elif key in AUDIO_KEYS:
            sections = ["training_args", "analyzer_args"]
        else:
            sections = ["training_args"]
        for section in sections:
            base[section][key] = value
    return base


def experiment_of(spec, base, number, chosen):
    size = chosen.get("batch_size", base["training"]["batch_size"])
    package = {}
    for key in PACKAGE_KEYS:
        if key in chosen or key in base["training_package"]:
            package[key] = chosen.get(key, base["training_package"].get(key))
    for key in SUBSET_KEYS:
        if key in chosen:
            package[key] = chosen[key]
    training = copy.deepcopy(base["training_args"])
    analyzer = copy.deepcopy(base["analyzer_args"])
    elsewhere = {"seed", "batch_size", "use_validation", "sensitivity", *PACKAGE_KEYS, *SUBSET_KEYS}
    for key, value in chosen.items():
        if key not in elsewhere:
            training[key] = value
        if key == "sensitivity" or key in AUDIO_KEYS:
            analyzer[key] = value
    return {
        "experiment": {"name": f"stage{spec['stage']}_{number:03d}", "seed": chosen.get("seed", 123)},
        "training": {
            "batch_size": size,
            "epochs": base["training"]["epochs"],
            "use_validation": chosen.get("use_validation", base["training"]["use_validation"]),
        },
        "inference": {"batch_size": size},
        "training_package": package,
        "training_args": training,
        "analyzer_args": analyzer,
    }


def dump(content):
    return yaml.safe_dump(content, sort_keys=False)


def generate(text):
    spec = yaml.safe_load(text)
    base = base_of(spec)
    files = {"base.yaml": dump(base)}
    axes = spec["axes"]
    for index, values in enumerate(itertools.product(*axes.values())):
        content = experiment_of(spec, base, index + 1, dict(zip(axes.keys(), values)))
        files[f"{content['experiment']['name']}.yaml"] = dump(content)
    return {"specification": dump(spec), "files": files}


json.dump([generate(text) for text in json.load(sys.stdin)], sys.stdout)
