// Reads documents, stores their reports and prints medians over counties.
//
//	stats [FILE|FOLDER]...
//
// The services are those of NIANBAO_EXTRACTOR and NIANBAO_AGGREGATOR
// (host:port).
// Exits with 1 when a document failed or a service does not answer.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	nianbaov1 "nianbao.dev/proto/nianbao/v1"
)

const deadline = time.Minute // of each call

// connect returns a connection to the address that the variable has.
func connect(variable, address string) (*grpc.ClientConn, error) {
	if value := os.Getenv(variable); value != "" {
		address = value
	}
	return grpc.NewClient(address,
		grpc.WithTransportCredentials(insecure.NewCredentials()))
}

// filesOf returns the files of paths, folders with all that is below them.
func filesOf(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		err := filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				files = append(files, file)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// store reads one document (text or a web page) and stores its report.
func store(extractor nianbaov1.ExtractorServiceClient,
	aggregator nianbaov1.AggregatorServiceClient, file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	extracted, err := extractor.ExtractReport(ctx, &nianbaov1.ExtractReportRequest{
		Document: &nianbaov1.Document{SourceUri: file, Content: content}})
	if err != nil {
		return err
	}
	_, err = aggregator.UploadReport(ctx,
		&nianbaov1.UploadReportRequest{Report: extracted.GetReport()})
	return err
}

func printMedians(aggregator nianbaov1.AggregatorServiceClient) error {
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	answers, err := aggregator.QueryStatistics(ctx, &nianbaov1.QueryStatisticsRequest{
		Selection: &nianbaov1.Selection{
			Levels: []nianbaov1.Level{nianbaov1.Level_LEVEL_COUNTY}}})
	if err != nil {
		return err
	}
	fmt.Println("indicator\tyear\tlevel\tcount\tmedian")
	for {
		answer, err := answers.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		for _, row := range answer.GetStatistics() {
			group := row.GetGroup()
			level := strings.TrimPrefix(group.GetLevel().String(), "LEVEL_")
			median := "" // Absent where all values of the row were left out.
			if row.Median != nil {
				median = fmt.Sprintf("%.2f", *row.Median)
			}
			fmt.Printf("%s\t%d\t%s\t%d\t%s\n",
				strings.TrimPrefix(group.GetIndicator(), "indicators/"),
				group.GetYear(), strings.ToLower(level), row.GetCount(), median)
		}
	}
}

func run() error {
	toExtractor, err := connect("NIANBAO_EXTRACTOR", "127.0.0.1:7701")
	if err != nil {
		return err
	}
	defer toExtractor.Close()
	toAggregator, err := connect("NIANBAO_AGGREGATOR", "127.0.0.1:7702")
	if err != nil {
		return err
	}
	defer toAggregator.Close()
	extractor := nianbaov1.NewExtractorServiceClient(toExtractor)
	aggregator := nianbaov1.NewAggregatorServiceClient(toAggregator)

	files, err := filesOf(os.Args[1:])
	if err != nil {
		return err
	}
	failed := 0
	for _, file := range files {
		err := store(extractor, aggregator, file)
		// The document is at fault, and the others may still be read.
		if status.Code(err) == codes.InvalidArgument {
			fmt.Fprintf(os.Stderr, "%s: %s\n", file, status.Convert(err).Message())
			failed++
		} else if err != nil {
			return err
		}
	}
	if err := printMedians(aggregator); err != nil {
		return err
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d documents failed", failed, len(files))
	}
	return nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
