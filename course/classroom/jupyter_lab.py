"""JupyterLab, started quickly: ``python -m classroom.jupyter_lab`` takes the arguments of ``jupyter lab``."""

from classroom.quick_start import quick_start

if __name__ == "__main__":
    quick_start()
    from jupyterlab.labapp import main

    main()
