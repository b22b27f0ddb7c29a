"""A cluster on this machine: Spark's own master and workers on loopback, each worker with folders of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOG = """
rootLogger.level = info
rootLogger.appenderRef.file.ref = file
appender.file.type = File
appender.file.name = file
appender.file.fileName = {file}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{{HH:mm:ss.SSS}} %p %c{{1}}: %m%n%ex
"""


def lacking() -> Optional[str]:
    """What is not here that a cluster needs; none when all is."""
    if shutil.which("java") is None:
        return "no java"
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return "no pyspark"
    return None


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class Cluster:
    """Master and workers, each in a process group of its own."""

    def __init__(self, folder: Path, workers: int, memory: str) -> None:
        import pyspark

        self.folder = folder
        self.home = Path(pyspark.__file__).parent
        self.url = f"spark://127.0.0.1:{free_port()}"
        port = self.url.rsplit(":", 1)[1]
        self.processes = [self._start("master", "master.Master", ["--host", "127.0.0.1", "--port", port, "--webui-port", "0"])]
        for at in range(workers):
            own = folder / f"pekerja-{at}"
            named = ["--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", memory]
            words = [*named, "--work-dir", str(own / "work"), self.url]
            self.processes.append(self._start(f"pekerja-{at}", "worker.Worker", words, own))
        self._wait_for(workers)

    def _start(self, name: str, role: str, words: list[str], own: Optional[Path] = None) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "SPARK_HOME": str(self.home), "SPARK_DAEMON_MEMORY": "256m", "SPARK_LOCAL_IP": "127.0.0.1"}
        if own:
            own.mkdir()
            environment["SPARK_LOCAL_DIRS"] = str(own / "local")
        log = open(self.folder / f"{name}.log", "wb")
        command = [str(self.home / "bin" / "spark-class"), f"org.apache.spark.deploy.{role}", *words]
        return subprocess.Popen(
            command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment, start_new_session=True
        )

    def _wait_for(self, workers: int) -> None:
        log = self.folder / "master.log"
        for _ in range(1_200):
            if log.read_text(errors="replace").count("Registering worker") >= workers:
                return
            time.sleep(0.1)
        raise RuntimeError(f"the workers did not come: {log.read_text(errors='replace')[-2000:]}")

    def kill(self, worker: int) -> None:
        """A worker and its executors, at once, with what lay on its disk."""
        os.killpg(self.processes[1 + worker].pid, signal.SIGKILL)
        self.processes[1 + worker].wait()
        shutil.rmtree(self.folder / f"pekerja-{worker}", ignore_errors=True)

    def end(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def log(self) -> str:
        """What the driver said."""
        return (self.folder / "driver.log").read_text(errors="replace")

    def stages_tried_again(self) -> list[str]:
        """Stages of which a second attempt began, like `stage 1.1`."""
        again = re.findall(r"Adding task set (\d+\.[1-9]\d*) with", self.log())
        return [f"stage {stage}" for stage in sorted(set(again))]


@contextmanager
def session(folder: Path, workers: int = 2, memory: str = "1g", **settings: str) -> Iterator[tuple[Cluster, SparkSession]]:
    """A cluster and a driver."""
    from pyspark.sql import SparkSession

    cluster = Cluster(folder, workers, memory)
    logging = folder / "log4j2.properties"
    logging.write_text(LOG.format(file=folder / "driver.log"))
    os.environ.update(PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    known: dict[str, Any] = {
        "spark.driver.memory": "700m",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={logging}",
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "640m",
        "spark.executor.cores": "1",
        "spark.local.dir": str(folder / "driver"),
        "spark.ui.enabled": "false",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.shuffle.partitions": "16",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "20000",
        "spark.shuffle.io.retryWait": "1s",
        # Else a worker reads the folders of a dead one that was on the same machine.
        "spark.shuffle.readHostLocalDisk": "false",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        **settings,
    }
    try:
        builder = SparkSession.builder.master(cluster.url).appName("takar")
        for name, value in known.items():
            builder = builder.config(name, value)
        spark = builder.getOrCreate()
        try:
            yield cluster, spark
        finally:
            spark.stop()
            _forget_driver()
    finally:
        cluster.end()


def _forget_driver() -> None:
    """The next session begins with a driver of its own, which reads its own settings."""
    from pyspark import SparkContext

    gateway = SparkContext._gateway
    if gateway is not None:
        gateway.shutdown()
        process = getattr(gateway, "proc", None)
        if process is not None:
            process.stdin.close()
            process.wait(timeout=60)
        SparkContext._gateway = None
        SparkContext._jvm = None
