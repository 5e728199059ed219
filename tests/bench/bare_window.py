"""The yardstick of a start: an application, one empty widget, shown and painted."""

import sys

from PySide6.QtWidgets import QApplication, QWidget

from bench.painted import Painted, memory, say_painted


def main() -> None:
    app = QApplication(sys.argv[:1])
    window = QWidget()
    window.resize(1366, 768)

    def done() -> None:
        say_painted()
        print(memory(), flush=True)
        window.close()

    painted = Painted([window], done)
    window.show()
    app.exec()
    del painted


if __name__ == "__main__":
    main()
