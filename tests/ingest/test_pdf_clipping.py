"""Text of a PDF that a clipping path keeps from being shown."""

from reportlab.pdfgen.canvas import Canvas

from tests.ingest.pdfs import HEIGHT, assert_tiled, draw, read_pdf, texts, write

HIDDEN = "Row printed on the first page only"


def clip(canvas: Canvas, top: float, high: float) -> None:
    path = canvas.beginPath()
    path.rect(50, HEIGHT - top - high, 400, high)
    canvas.clipPath(path, stroke=0, fill=0)


def clipped(canvas: Canvas) -> None:
    write(canvas, 60, 60, "The wardens walk every street by night.")
    canvas.saveState()
    clip(canvas, 200, 1.5)
    write(canvas, 60, 204, HIDDEN)
    canvas.restoreState()
    write(canvas, 60, 300, "Two refuges opened in the north.")


def test_text_drawn_outside_its_clipping_path_is_left_out_and_listed() -> None:
    reading = read_pdf(draw(clipped))

    assert texts(reading.slides[0]) == [
        "The wardens walk every street by night.",
        "Two refuges opened in the north.",
    ]
    assert ("cut off by a clipping path", HIDDEN) in {(drop.reason, drop.text) for drop in reading.drops}
    assert_tiled(reading)


def test_text_of_which_a_part_is_shown_stays() -> None:
    def partly(canvas: Canvas) -> None:
        clip(canvas, 200, 12)
        write(canvas, 60, 206, HIDDEN)

    assert texts(read_pdf(draw(partly)).slides[0]) == [HIDDEN]


def test_a_path_within_a_path_shows_what_is_in_both() -> None:
    def twice(canvas: Canvas) -> None:
        write(canvas, 60, 60, "The wardens walk every street by night.")
        clip(canvas, 200, 20)
        clip(canvas, 200, 300)
        write(canvas, 60, 300, HIDDEN)

    assert HIDDEN not in texts(read_pdf(draw(twice)).slides[0])


def test_a_path_in_a_form_ends_with_it() -> None:
    def formed(canvas: Canvas) -> None:
        canvas.beginForm("mark")
        clip(canvas, 10, 5)
        canvas.endForm()
        canvas.doForm("mark")
        write(canvas, 60, 300, "Two refuges opened in the north.")

    assert texts(read_pdf(draw(formed)).slides[0]) == ["Two refuges opened in the north."]


def test_a_path_is_moved_as_what_is_drawn_in_it() -> None:
    def moved(canvas: Canvas) -> None:
        canvas.translate(0, -400)
        clip(canvas, 100, 30)
        write(canvas, 60, 105, "Two refuges opened in the north.")

    assert texts(read_pdf(draw(moved)).slides[0]) == ["Two refuges opened in the north."]
