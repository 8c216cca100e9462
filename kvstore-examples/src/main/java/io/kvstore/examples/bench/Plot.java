package io.kvstore.examples.bench;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.kvstore.examples.cli.OutputFile;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;

/**
 * Medians of throughput and p99 by number of callers, as an SVG file with a row of charts per operation. A sweep is
 * drawn as lines; the axes of callers and of p99 are then logarithmic.
 */
final class Plot {

    private static final int WIDTH = 600;
    private static final int HEIGHT = 360;

    private Plot() {}

    /** Throws if the file cannot be written, before the benchmark starts. */
    static void check(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || Files.isDirectory(file) || !Files.isWritable(directory)) {
            throw new IllegalArgumentException(
                    "--plot is " + file + ": it must be a file in a directory that exists and is writable");
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
            paint(graphics, 0, row, chart(report, operation, Panel.THROUGHPUT));
            paint(graphics, 1, row, chart(report, operation, Panel.P99));
        }
        StringWriter svg = new StringWriter();
        graphics.stream(svg, true);
        OutputFile.write(file, svg.toString());
    }

    private static void paint(Graphics2D canvas, int column, int row, Chart<?, ?> chart) {
        Graphics part = canvas.create(column * WIDTH, row * HEIGHT, WIDTH, HEIGHT);
        chart.paint((Graphics2D) part, WIDTH, HEIGHT);
        part.dispose();
    }

    /**
     * The charts of an operation. The limit has no latency here, because its latency is that of a statement and not of
     * a call.
     */
    private enum Panel {
        THROUGHPUT("calls per second", Metric.THROUGHPUT, 1),
        P99("p99 in ms", Metric.P99, 1e-3);

        private final String unit;
        private final Metric metric;
        private final double scale;

        Panel(String unit, Metric metric, double scale) {
            this.unit = unit;
            this.metric = metric;
            this.scale = scale;
        }

        boolean shows(Measurement.Point point) {
            return this == THROUGHPUT || !point.contender().equals(LimitLoop.NAME);
        }

        double value(Report report, Measurement.Point point) {
            return report.results().spread(point, metric).median() * scale;
        }

        String title(Report report, String operation) {
            return operation + ": " + unit + ", median of " + report.plan().rounds() + " rounds";
        }
    }

    private static Chart<?, ?> chart(Report report, String operation, Panel panel) {
        Map<String, List<Measurement.Point>> series = report.results().points().stream()
                .filter(point -> point.operation().equals(operation) && panel.shows(point))
                .collect(groupingBy(Measurement.Point::contender, LinkedHashMap::new, toList()));
        return report.plan().crowd().sizes().size() > 1
                ? lines(report, panel.title(report, operation), panel, series)
                : bars(report, panel.title(report, operation), panel, series);
    }

    private static Chart<?, ?> lines(
            Report report, String title, Panel panel, Map<String, List<Measurement.Point>> series) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("callers")
                .build();
        style(chart.getStyler());
        if (panel == Panel.THROUGHPUT) {
            chart.getStyler().setYAxisMin(0.0);
        } else {
            chart.getStyler().setYAxisLogarithmic(true);
        }
        chart.setCustomXAxisTickLabelsFormatter(Plot::power);
        series.forEach((contender, points) -> chart.addSeries(
                contender,
                points.stream().map(point -> log2(point.callers())).toList(),
                points.stream().map(point -> panel.value(report, point)).toList()));
        return chart;
    }

    private static Chart<?, ?> bars(
            Report report, String title, Panel panel, Map<String, List<Measurement.Point>> series) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("callers")
                .build();
        style(chart.getStyler());
        chart.getStyler().setYAxisMin(0.0);
        series.forEach((contender, points) -> chart.addSeries(
                contender,
                points.stream().map(point -> Integer.toString(point.callers())).toList(),
                points.stream().map(point -> panel.value(report, point)).toList()));
        return chart;
    }

    private static void style(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setLegendPosition(LegendPosition.InsideNW);
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }

    /** The label of a tick at a logarithm. Only powers of two have a label. */
    private static String power(double log2) {
        return log2 == Math.rint(log2) ? String.format(Locale.ROOT, "%,d", Math.round(Math.pow(2, log2))) : "";
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
