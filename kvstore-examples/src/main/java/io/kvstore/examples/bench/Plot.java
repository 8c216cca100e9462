package io.kvstore.examples.bench;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;

/** Medians of throughput and p99 against callers, one row of charts per operation, as an SVG file. */
final class Plot {

    private static final int WIDTH = 600;
    private static final int HEIGHT = 360;

    private Plot() {}

    /** Refuses a file that could not be written, before the benchmark takes its time. */
    static void check(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || Files.isDirectory(file) || !Files.isWritable(directory)) {
            throw new IllegalArgumentException(
                    "--plot is " + file + ": name a file in a directory that exists and can be written to");
        }
    }

    static void write(Report report, Path file) throws IOException {
        System.setProperty("java.awt.headless", "true");
        List<String> operations = report.results().points().stream()
                .map(Measurement.Point::operation)
                .distinct()
                .toList();
        SVGGraphics2D graphics = canvas();
        graphics.setSVGCanvasSize(new Dimension(2 * WIDTH, operations.size() * HEIGHT));
        for (int row = 0; row < operations.size(); row++) {
            String operation = operations.get(row);
            paint(graphics, 0, row, chart(report, operation, "calls per second", Metric.THROUGHPUT, 1));
            paint(graphics, 1, row, chart(report, operation, "p99 in ms", Metric.P99, 1e-3));
        }
        try (Writer out = Files.newBufferedWriter(file)) {
            graphics.stream(out, true);
        }
    }

    private static void paint(Graphics2D canvas, int column, int row, CategoryChart chart) {
        Graphics part = canvas.create(column * WIDTH, row * HEIGHT, WIDTH, HEIGHT);
        chart.paint((Graphics2D) part, WIDTH, HEIGHT);
        part.dispose();
    }

    private static CategoryChart chart(Report report, String operation, String unit, Metric metric, double scale) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(operation + ": " + unit + ", median of " + report.plan().rounds() + " rounds")
                .xAxisTitle("callers")
                .build();
        boolean sweep = report.plan().crowd().sizes().size() > 1;
        chart.getStyler()
                .setDefaultSeriesRenderStyle(sweep ? CategorySeriesRenderStyle.Line : CategorySeriesRenderStyle.Bar);
        chart.getStyler().setOverlapped(sweep); // points above their label, not beside each other
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
        List<Measurement.Point> points = report.results().points().stream()
                .filter(point -> point.operation().equals(operation))
                .toList();
        points.stream().map(Measurement.Point::contender).distinct().forEach(contender -> {
            List<Measurement.Point> own = points.stream()
                    .filter(point -> point.contender().equals(contender))
                    .toList();
            chart.addSeries(
                    contender,
                    own.stream().map(point -> Integer.toString(point.callers())).toList(),
                    own.stream()
                            .map(point -> report.results().spread(point, metric).median() * scale)
                            .toList());
        });
        return chart;
    }

    private static SVGGraphics2D canvas() {
        try {
            DOMImplementation dom =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation();
            Document document = dom.createDocument("http://www.w3.org/2000/svg", "svg", null);
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
            context.setPrecision(1);
            return new SVGGraphics2D(context, false);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java has no XML parser", e);
        }
    }
}
