"""A lesson of biology, in English, written for the tests."""

from lyceum.domains.learning.rules.drafting.page import PageText

TITLE = "The living cell"

PAGES = [
    PageText(
        1,
        """Cells and their parts

A cell is the smallest unit of life that can reproduce on its own. The nucleus is defined
as the compartment that holds the chromosomes. It is surrounded by a double membrane.
Ribosomes are small particles that assemble proteins from amino acids.

Robert Hooke described the cells of cork in London in 1665. In 1674, the Dutch draper
Leeuwenhoek saw moving bacteria through his own lenses. A human cell carries 46
chromosomes. The chloroplast of a leaf captures light, while the mitochondrion releases
energy from sugar.
""",
        (TITLE, "Cells and their parts"),
    ),
    PageText(
        2,
        """Moving across the membrane

Diffusion is the movement of particles from a crowded region to a less crowded one.
Osmosis refers to the passage of water through a partially permeable membrane. Active
transport means moving substances against a gradient at the cost of energy.

When a red blood cell is placed in pure water, the membrane stretches until the cell
bursts. This never happens to a plant cell. The rigid wall of the plant protects the
membrane from the pressure of the water.
""",
        (TITLE, "Moving across the membrane"),
    ),
    PageText(
        3,
        """Dividing

Mitosis proceeds through these stages, always in the same order:
1. Prophase: the chromosomes condense.
2. Metaphase: the chromosomes line up.
3. Anaphase: the copies are pulled apart.
4. Telophase: two nuclei form.

Key words
Chromatid: one of the two copies of a chromosome after replication.
Spindle: scaffold of fibres that pulls the copies towards the poles.
Centromere: region where the two copies stay attached together.
Cytokinesis: splitting of the cytoplasm into two daughter cells.
""",
        (TITLE, "Dividing"),
    ),
]
