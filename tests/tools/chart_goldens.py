"""The pictures that tests hold ours to: `python -m tests.tools.chart_goldens` draws them anew. Look at each before it is committed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from fakes.charts import CHARTS, LOOKS

from bot.chart import drawn

FOLDER = Path(__file__).parent.parent / "goldens"


def main():
    FOLDER.mkdir(exist_ok=True)
    for name, chart in CHARTS.items():
        for look_name, look in LOOKS.items():
            picture = drawn(chart, look)
            path = FOLDER / f"{name}-{look_name}.png"
            path.write_bytes(picture.png)
            print(f"{path.name}: {picture.width} x {picture.height}, {len(picture.png) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
