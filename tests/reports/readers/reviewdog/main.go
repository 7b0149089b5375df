// Reads a report as Reviewdog does, and prints what it understood as JSON.
package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/reviewdog/reviewdog/parser"
)

func main() {
	reader, err := parser.New(&parser.Option{FormatName: os.Args[1]})
	if err != nil {
		log.Fatal(err)
	}
	diagnostics, err := reader.Parse(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(diagnostics); err != nil {
		log.Fatal(err)
	}
}
