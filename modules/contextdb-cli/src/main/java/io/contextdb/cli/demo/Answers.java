package io.contextdb.cli.demo;

import io.contextdb.api.GraphPath;
import io.contextdb.api.HybridResult;
import io.contextdb.api.NodeList;
import io.contextdb.api.SearchHits;
import io.contextdb.cli.demo.Stopwatch.Step;

/**
 * What the demonstration found.
 *
 * @param guitar the node the questions are about
 * @param democracy the far end of the path
 * @param music the middle of the neighbourhood
 * @param related what lies around the guitar, and how long it took to find
 * @param path from guitar to democracy
 * @param similar what is most similar to the guitar
 * @param hybrid what is most similar to the guitar around music
 * @param recall the part of the ten most similar that the index finds, over a sample of nodes
 * @param exactStep how long comparing with every vector takes
 */
record Answers(
        long guitar,
        long democracy,
        long music,
        NodeList related,
        Step relatedStep,
        GraphPath path,
        Step pathStep,
        SearchHits similar,
        Step similarStep,
        HybridResult hybrid,
        Step hybridStep,
        double recall,
        Step exactStep) {}
