// Builds and searches an hnswlib index with one thread, for comparison with bench ann.
// Usage: hnswlib BASE QUERY l2|ip M EF_CONSTRUCTION SECONDS INDEX FOUND EF...
// Prints "build WALL_S CPU_S BYTES" and for each EF "search EF QPS_CPU QPS_WALL P50_US P99_US";
// FOUND receives ten row numbers of 32 bits for each query of each EF, -1 where fewer were found.
#include <hnswlib/hnswlib.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

static double now(clockid_t clock) {
    timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static std::vector<float> read(const char *path, int &dimension) {
    std::ifstream in(path, std::ios::binary);
    std::vector<float> all;
    std::vector<float> row;
    while (in.read(reinterpret_cast<char *>(&dimension), 4)) {
        row.resize(dimension);
        in.read(reinterpret_cast<char *>(row.data()), 4L * dimension);
        all.insert(all.end(), row.begin(), row.end());
    }
    return all;
}

int main(int count, char **arguments) {
    int dimension = 0;
    std::vector<float> base = read(arguments[1], dimension);
    std::vector<float> queries = read(arguments[2], dimension);
    size_t rows = base.size() / dimension, searches = queries.size() / dimension;
    std::unique_ptr<hnswlib::SpaceInterface<float>> space;
    if (std::string(arguments[3]) == "l2") space.reset(new hnswlib::L2Space(dimension));
    else space.reset(new hnswlib::InnerProductSpace(dimension));
    double seconds = atof(arguments[6]);

    double wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    hnswlib::HierarchicalNSW<float> index(space.get(), rows, atoi(arguments[4]), atoi(arguments[5]));
    for (size_t row = 0; row < rows; row++) index.addPoint(&base[row * dimension], row);
    wall = now(CLOCK_MONOTONIC) - wall, cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    index.saveIndex(arguments[7]);
    printf("build %.6f %.6f %ld\n", wall, cpu,
           (long)std::ifstream(arguments[7], std::ios::binary | std::ios::ate).tellg());

    std::ofstream out(arguments[8], std::ios::binary);
    for (int i = 9; i < count; i++) {
        index.setEf(atoi(arguments[i]));
        std::vector<int> found(searches * 10, -1);
        std::vector<double> latencies;
        double start = 0, cpu_start = 0;
        for (int pass = 0; pass < 2 || now(CLOCK_MONOTONIC) - start < seconds; pass++) {
            if (pass == 1) {  // the first pass warms the caches
                latencies.clear();
                start = now(CLOCK_MONOTONIC), cpu_start = now(CLOCK_THREAD_CPUTIME_ID);
            }
            for (size_t query = 0; query < searches; query++) {
                double began = now(CLOCK_MONOTONIC);
                auto nearest = index.searchKnn(&queries[query * dimension], 10);
                latencies.push_back(now(CLOCK_MONOTONIC) - began);
                for (; !nearest.empty(); nearest.pop()) found[query * 10 + nearest.size() - 1] = nearest.top().second;
            }
        }
        double cpu_spent = now(CLOCK_THREAD_CPUTIME_ID) - cpu_start, spent = now(CLOCK_MONOTONIC) - start;
        size_t done = latencies.size();
        std::sort(latencies.begin(), latencies.end());
        printf("search %s %.3f %.3f %.3f %.3f\n", arguments[i], done / cpu_spent, done / spent,
               latencies[done / 2] * 1e6, latencies[done * 99 / 100] * 1e6);
        out.write(reinterpret_cast<char *>(found.data()), 4L * found.size());
    }
}
