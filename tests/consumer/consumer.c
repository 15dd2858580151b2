/* A program outside the project, that knows gouji only as installed. Its argument is the version
 * that it should find. */
#include <gouji.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    if (argc != 2 || strcmp(gj_version(), argv[1]) != 0 || strcmp(GJ_VERSION, argv[1]) != 0) {
        fprintf(stderr, "gouji %s is installed, %s was expected\n", gj_version(),
                argc == 2 ? argv[1] : "another version");
        return 1;
    }
    return 0;
}
