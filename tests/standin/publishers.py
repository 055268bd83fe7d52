"""Names the stand-in is populated with: well-known organisations, packagers, tasks, licences, hostile strings."""

from __future__ import annotations

from typing import NamedTuple


class Publisher(NamedTuple):
    """An organisation and repositories it is known for; these ids exist in every population of 200 models or more."""

    organisation: str
    names: tuple[str, ...]
    pipeline_tag: str = "text-generation"
    licence: str | None = "apache-2.0"
    gated: bool | str = False


PUBLISHERS: tuple[Publisher, ...] = (
    Publisher("google", ("gemma-3-27b-it", "gemma-3-4b-it", "gemma-2-9b"), "image-text-to-text", "gemma", "manual"),
    Publisher("google-bert", ("bert-base-uncased", "bert-base-multilingual-cased"), "fill-mask"),
    Publisher("google-t5", ("t5-small", "t5-base"), "translation"),
    Publisher("meta-llama", ("Llama-3.1-8B-Instruct", "Llama-3.3-70B-Instruct"), licence="llama3.1", gated="manual"),
    Publisher("facebook", ("opt-125m", "bart-large-cnn"), "text-generation", "other"),
    Publisher("FacebookAI", ("roberta-base", "xlm-roberta-base"), "fill-mask", "mit"),
    Publisher("Qwen", ("Qwen3-8B", "Qwen2.5-7B-Instruct", "Qwen3-0.6B", "QwQ-32B")),
    Publisher("Wan-AI", ("Wan2.2-T2V-A14B",), "text-to-video"),
    Publisher("mistralai", ("Mistral-7B-Instruct-v0.3", "Mixtral-8x7B-v0.1", "Ministral-8B-2410"), gated="auto"),
    Publisher("kyutai", ("moshiko-pytorch-bf16", "moshika-mlx-q4", "hibiki-2b-pytorch"), "audio-to-audio", "cc-by-4.0"),
    Publisher("openai", ("gpt-oss-20b", "gpt-oss-120b")),
    Publisher("openai-community", ("gpt2", "gpt2-large"), "text-generation", "mit"),
    Publisher("deepseek-ai", ("DeepSeek-R1", "DeepSeek-V3", "DeepSeek-R1-Distill-Qwen-7B"), licence="mit"),
    Publisher("microsoft", ("phi-4", "Phi-3-mini-4k-instruct", "resnet-50"), licence="mit"),
    Publisher("zai-org", ("GLM-4.5", "chatglm3-6b"), licence="mit"),
    Publisher("moonshotai", ("Kimi-K2-Instruct",), licence="other"),
    Publisher("MiniMaxAI", ("MiniMax-M1-80k",)),
    Publisher("tencent", ("Hunyuan-A13B-Instruct",), licence="other"),
    Publisher("baidu", ("ERNIE-4.5-0.3B-PT",)),
    Publisher("ByteDance-Seed", ("Seed-OSS-36B-Instruct",)),
    Publisher("nvidia", ("NVIDIA-Nemotron-Nano-9B-v2", "parakeet-tdt-0.6b-v3"), licence="other"),
    Publisher("apple", ("OpenELM-270M", "mobilevit-small"), licence="apple-amlr"),
    Publisher("ibm-granite", ("granite-3.3-8b-instruct",)),
    Publisher("amazon", ("chronos-t5-small",), "time-series-forecasting"),
    Publisher("Salesforce", ("blip-image-captioning-base",), "image-to-text", "bsd-3-clause"),
    Publisher("allenai", ("OLMo-2-1124-7B", "longformer-base-4096")),
    Publisher("EleutherAI", ("pythia-70m", "gpt-neo-1.3B")),
    Publisher("bigscience", ("bloom-560m",), licence="bigscience-bloom-rail-1.0"),
    Publisher("HuggingFaceTB", ("SmolLM2-135M", "SmolLM3-3B")),
    Publisher("sentence-transformers", ("all-MiniLM-L6-v2", "all-mpnet-base-v2"), "sentence-similarity"),
    Publisher("distilbert", ("distilbert-base-uncased", "distilgpt2"), "fill-mask"),
    Publisher("timm", ("resnet50.a1_in1k", "mobilenetv3_small_100.lamb_in1k"), "image-classification"),
    Publisher("stabilityai", ("stable-diffusion-xl-base-1.0", "sd-turbo"), "text-to-image", "openrail++"),
    Publisher("black-forest-labs", ("FLUX.1-dev", "FLUX.1-schnell"), "text-to-image", "other", "auto"),
    Publisher("CohereLabs", ("c4ai-command-r-v01", "aya-23-8B"), licence="cc-by-nc-4.0", gated="auto"),
    Publisher("tiiuae", ("falcon-7b", "Falcon3-1B-Instruct")),
    Publisher("lightonai", ("modernbert-embed-large",), "sentence-similarity"),
    Publisher("nomic-ai", ("nomic-embed-text-v1.5",), "sentence-similarity"),
    Publisher("jinaai", ("jina-embeddings-v3",), "feature-extraction", "cc-by-nc-4.0"),
    Publisher("BAAI", ("bge-m3", "bge-small-en-v1.5"), "sentence-similarity", "mit"),
    Publisher("internlm", ("internlm3-8b-instruct",)),
    Publisher("LGAI-EXAONE", ("EXAONE-3.5-7.8B-Instruct",), licence="other"),
    Publisher("pyannote", ("segmentation-3.0", "speaker-diarization-3.1"), "voice-activity-detection", "mit", "auto"),
    Publisher("Helsinki-NLP", ("opus-mt-en-fr", "opus-mt-zh-en"), "translation"),
    Publisher("Falconsai", ("nsfw_image_detection",), "image-classification"),
    Publisher("trl-internal-testing", ("tiny-Qwen2ForCausalLM-2.5",), licence=None),
)

PACKAGERS: tuple[str, ...] = (
    "unsloth",
    "bartowski",
    "TheBloke",
    "lmstudio-community",
    "mradermacher",
    "mlx-community",
    "ggml-org",
    "MaziyarPanahi",
)

LEGACY_NAMES: tuple[str, ...] = ("ctrl", "transfo-xl-wt103", "xlnet-base-cased", "openai-gpt", "xlm-mlm-en-2048")
"""Repositories without an organisation: the oldest of the Hub."""

PIPELINE_TAGS: tuple[tuple[str, int], ...] = (
    ("text-generation", 46),
    ("text-classification", 12),
    ("text-to-image", 9),
    ("reinforcement-learning", 7),
    ("image-classification", 4),
    ("automatic-speech-recognition", 4),
    ("token-classification", 3),
    ("sentence-similarity", 3),
    ("feature-extraction", 3),
    ("image-text-to-text", 3),
    ("fill-mask", 2),
    ("translation", 2),
    ("text-to-speech", 1),
    ("text-to-video", 1),
)

LICENCES: tuple[tuple[str, int], ...] = (
    ("apache-2.0", 48),
    ("mit", 17),
    ("other", 11),
    ("creativeml-openrail-m", 6),
    ("llama3.1", 4),
    ("cc-by-nc-4.0", 4),
    ("gemma", 3),
    ("cc-by-4.0", 2),
    ("openrail", 2),
    ("llama2", 2),
    ("unknown", 1),
)

CUSTOM_LICENCES: tuple[str | None, ...] = ("qwen", "flux-1-dev-non-commercial-license", "mrl", "my-licence", None)
"""``license_name`` on the card where the licence is ``other``."""

HOSTILE: tuple[str, ...] = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "=1+1",
    "@SUM(A1:A9)",
    "+33 1 23 45",
    "-2+3",
    "\t=cmd|' /C calc'!A0",
    "\u202egnp.exe\u202c",
    "line one\nline two\r\nline three",
    "nul \u0000 inside",
    "lone surrogate \ud800",
    "'; DROP TABLE model; --",
    '"quoted", comma; semicolon',
    "[link](javascript:alert(1)) **bold** $x^2$ :material/home:",
    "{{ 7*7 }} ${7*7} %s %(id)s",
    "\U0001f9ea e\u0301 \u00e9 \ufeff\u200b",
)
"""Texts that a screen, a CSV file or an SQL statement must carry as data."""

NAMED_DATASETS = ("HuggingFaceH4/ultrachat_200k", "imdb")
"""Datasets that the tags of made-up models name."""
DATASET_LICENCES = (
    ("mit",),
    ("apache-2.0",),
    ("cc-by-4.0",),
    ("odc-by",),
    ("cc-by-nc-4.0",),
    ("other",),
    (),
    (),
    ("cc-by-sa-3.0", "gfdl"),
)
"""Licence keys of made-up datasets; none for many."""
