"""Write the pinned lists again: ``make lock``.

``run.txt`` and ``dev.txt`` carry hashes. torch does not: its builds for CPU and CUDA share a version.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
COMMON = ["--quiet", "--no-emit-index-url", "--no-emit-find-links", "--strip-extras", "--no-header"]


def compile_list(output: str, *arguments: str) -> None:
    """One list, from the requirements in the arguments."""
    command = [sys.executable, "-m", "piptools", "compile", *COMMON, "--output-file", str(HERE / output)]
    subprocess.run([*command, *arguments], check=True, cwd=HERE.parent)


compile_list("run.txt", "--generate-hashes", "--allow-unsafe", "pyproject.toml", "constraints/build.in")
compile_list("torch.txt", "--constraint", "constraints/run.txt", "constraints/torch.in")
compile_list(
    "dev.txt",
    "--generate-hashes",
    "--allow-unsafe",
    "--unsafe-package=torch",
    "--constraint=constraints/run.txt",
    "--constraint=constraints/torch.txt",
    "constraints/dev.in",
)
